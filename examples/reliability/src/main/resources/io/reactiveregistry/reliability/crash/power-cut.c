/*
 * Shuts a file system down as a power cut does: what was not synced, in the page cache or the
 * journal, is gone. Usage: power-cut <mount point>
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>

#define SHUTDOWN _IOR('X', 125, uint32_t)
#define WITHOUT_FLUSHING_THE_LOG 2

int main(int count, char **arguments) {
  uint32_t how = WITHOUT_FLUSHING_THE_LOG;
  int directory = count == 2 ? open(arguments[1], O_RDONLY | O_DIRECTORY) : -1;
  if (directory < 0 || ioctl(directory, SHUTDOWN, &how) != 0) {
    perror("power-cut");
    return 1;
  }
  return 0;
}
