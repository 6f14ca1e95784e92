const NUMBER = new Intl.NumberFormat('en');
const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'];

export function number(value) {
  return NUMBER.format(value);
}

export function bytes(value) {
  let unit = 0;
  let size = value;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${size.toFixed(unit === 0 || size >= 100 ? 0 : 1)} ${UNITS[unit]}`;
}

/** Three digits are what an eye takes in. */
export function short(value) {
  return value === 0 || value >= 100 ? value.toFixed(0) : value.toPrecision(value >= 1 ? 3 : 2);
}

export function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}

export function duration(millis) {
  const seconds = Math.floor(millis / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours} h ${minutes} min` : minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
