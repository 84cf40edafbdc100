/** Cameras from one clip, and the recording path of ingest alone: what {@code bench/ingest.mjs} sets against ffmpeg. */
@NullMarked
package metro.cctv.bench.ingest;

import org.jspecify.annotations.NullMarked;
