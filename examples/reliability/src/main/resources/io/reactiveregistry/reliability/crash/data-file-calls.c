/*
 * Stands between a program and the C library (LD_PRELOAD) and watches the calls that change a file
 * named data.mdb, or make it durable. It can let the call with a certain number fail in a certain
 * way, kill the process there, and record all calls with what they wrote.
 *
 * DATA_FILE_FAULTS names a file with the numbers below, which both sides map into memory.
 * DATA_FILE_RECORD names a file that gets the record: for each call the five 64-bit numbers kind,
 * 1 when the call itself makes durable, offset, length, 0; and the bytes written. What is written to
 * a file named acknowledged stands in it too, as kind MARK.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, TRUNCATE = 3, MARK = 4 };
enum { NO_FAULT = 0, SHORT_WRITE = -1, LOST_SYNC = -2, KILL = -3 }; /* or a number of errno */

struct faults {
  int64_t calls;  /* counted so far */
  int64_t at;     /* the number of the call that fails; the first one has number 1 */
  int64_t kind;   /* of fault */
  int64_t sticky; /* whether all later ones fail too */
  int64_t struck; /* how many have failed */
};

static struct faults *faults;
static int record = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("DATA_FILE_FAULTS");
  int file = path ? open(path, O_RDWR) : -1;
  if (file >= 0) {
    void *map = mmap(NULL, sizeof *faults, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    faults = map == MAP_FAILED ? NULL : map;
    close(file);
  }
  path = getenv("DATA_FILE_RECORD");
  if (path) {
    record = open(path, O_WRONLY | O_CREAT | O_APPEND, 0644);
  }
}

static int is_named(int file, const char *name) {
  char link[64], target[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, target, sizeof target);
  ssize_t expected = strlen(name);
  return length > expected && memcmp(target + length - expected, name, expected) == 0;
}

static int is_watched(int file) {
  return (faults || record >= 0) && is_named(file, "/data.mdb");
}

/* Counts a call; the fault that it has to meet. */
static int64_t count(void) {
  if (!faults) return NO_FAULT;
  int64_t call = __atomic_add_fetch(&faults->calls, 1, __ATOMIC_SEQ_CST);
  int64_t at = faults->at;
  if (at == 0 || (faults->sticky ? call < at : call != at)) return NO_FAULT;
  __atomic_add_fetch(&faults->struck, 1, __ATOMIC_SEQ_CST);
  if (faults->kind == KILL) kill(getpid(), SIGKILL);
  return faults->kind;
}

static void write_record(const void *bytes, size_t length) {
  if (REAL(write)(record, bytes, length) != (ssize_t)length) abort();
}

static void note(int64_t kind, int file, off_t offset, const struct iovec *parts, int n) {
  if (record < 0) return;
  int64_t length = 0;
  for (int i = 0; i < n; i++) length += parts[i].iov_len;
  int64_t durable = kind == SYNC || (fcntl(file, F_GETFL) & O_DSYNC) != 0;
  int64_t head[5] = {kind, durable, offset, length, 0};
  pthread_mutex_lock(&lock);
  write_record(head, sizeof head);
  for (int i = 0; i < n; i++) write_record(parts[i].iov_base, parts[i].iov_len);
  pthread_mutex_unlock(&lock);
}

/* Writes at an offset, or where the file stands if that is negative, unless a fault says no. */
static ssize_t do_write(int file, const struct iovec *parts, int n, off_t offset) {
  int64_t fault = count();
  struct iovec part = parts[0];
  if (fault == SHORT_WRITE) {
    part.iov_len /= 2;
    parts = &part;
    n = 1;
  } else if (fault > 0) {
    errno = fault;
    return -1;
  }
  off_t start = offset >= 0 ? offset : REAL(lseek)(file, 0, SEEK_CUR);
  ssize_t written = offset >= 0 ? REAL(pwritev)(file, parts, n, offset) : REAL(writev)(file, parts, n);
  if (written > 0) note(WRITE, file, start, parts, n);
  return written;
}

static int do_sync(int file, int (*real)(int)) {
  int64_t fault = count();
  if (fault == LOST_SYNC) return 0;
  if (fault > 0) {
    errno = fault;
    return -1;
  }
  int result = real(file);
  if (result == 0) note(SYNC, file, 0, NULL, 0);
  return result;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
  if (!is_watched(file)) return REAL(pwrite)(file, bytes, length, offset);
  struct iovec part = {(void *)bytes, length};
  return do_write(file, &part, 1, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
  return pwrite(file, bytes, length, offset);
}

ssize_t pwritev(int file, const struct iovec *parts, int n, off_t offset) {
  return is_watched(file) ? do_write(file, parts, n, offset) : REAL(pwritev)(file, parts, n, offset);
}

ssize_t pwritev64(int file, const struct iovec *parts, int n, off64_t offset) {
  return pwritev(file, parts, n, offset);
}

ssize_t writev(int file, const struct iovec *parts, int n) {
  return is_watched(file) ? do_write(file, parts, n, -1) : REAL(writev)(file, parts, n);
}

ssize_t write(int file, const void *bytes, size_t length) {
  struct iovec part = {(void *)bytes, length};
  if (is_watched(file)) return do_write(file, &part, 1, -1);
  ssize_t written = REAL(write)(file, bytes, length);
  if (record >= 0 && written > 0 && is_named(file, "/acknowledged")) note(MARK, file, 0, &part, 1);
  return written;
}

int fsync(int file) {
  return is_watched(file) ? do_sync(file, REAL(fsync)) : REAL(fsync)(file);
}

int fdatasync(int file) {
  return is_watched(file) ? do_sync(file, REAL(fdatasync)) : REAL(fdatasync)(file);
}

int ftruncate(int file, off_t length) {
  int64_t fault = is_watched(file) ? count() : NO_FAULT;
  if (fault > 0) {
    errno = fault;
    return -1;
  }
  int result = REAL(ftruncate)(file, length);
  if (result == 0 && is_watched(file)) note(TRUNCATE, file, length, NULL, 0);
  return result;
}

int ftruncate64(int file, off64_t length) {
  return ftruncate(file, length);
}

off_t lseek(int file, off_t offset, int whence) {
  int64_t fault = is_watched(file) && whence == SEEK_SET ? count() : NO_FAULT;
  if (fault > 0) {
    errno = fault;
    return -1;
  }
  return REAL(lseek)(file, offset, whence);
}

off64_t lseek64(int file, off64_t offset, int whence) {
  return lseek(file, offset, whence);
}
