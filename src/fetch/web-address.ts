// Addresses of the web as others may see them. What follows the path may be a secret, such as a
// token, and notes of imports are public.

/** The origin and path of an address. */
export function publicAddress(address: string | URL): string {
  const { origin, pathname } = new URL(address)
  return `${origin}${pathname}`
}

/** Whether an address that can be read has a user name or password, which a fetch does not send. */
export function hasUser(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && `${url.username}${url.password}` !== ''
}
