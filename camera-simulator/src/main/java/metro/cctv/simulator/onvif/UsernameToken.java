package metro.cctv.simulator.onvif;

/**
 * WS-UsernameToken with a password digest.
 *
 * @param digest Base64 of SHA-1(nonce, created, password)
 * @param nonce Base64
 * @param created xs:dateTime, UTC
 */
record UsernameToken(String username, String digest, String nonce, String created) {}
