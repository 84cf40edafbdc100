/** Decoded pictures: gated JPEG frames for analytics, snapshots for people. */
@NullMarked
package metro.cctv.ingest.frame;

import org.jspecify.annotations.NullMarked;
