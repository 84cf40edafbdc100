/** The dashboard's version, from package.json at build time. */
declare const __VERSION__: string;

/** The build without subtitles, other audio and DRM, none of which a recording has. */
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
