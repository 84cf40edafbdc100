/** H.264 and H.265 access units and fragmented MP4: what every later step passes on. */
@NullMarked
package metro.cctv.ingest.media;

import org.jspecify.annotations.NullMarked;
