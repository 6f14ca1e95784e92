// Which view the address asks for: `#/template/<id>/version/<version>` and the like, each part percent-encoded.

export function href(...parts) {
  return `#/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
}

export function go(...parts) {
  location.hash = href(...parts);
}

/** @returns the parts of the address; none for the start, and for what is no address of this page */
export function current() {
  const hash = location.hash;
  if (!hash.startsWith('#/') || hash === '#/') {
    return [];
  }
  try {
    return hash.slice(2).split('/').map(decodeURIComponent);
  } catch {
    return [];
  }
}

export function onChange(listener) {
  window.addEventListener('hashchange', () => {
    if (location.hash === '' || location.hash.startsWith('#/')) {
      listener(current());
    }
  });
}
