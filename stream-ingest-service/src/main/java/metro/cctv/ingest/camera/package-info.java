/** Which cameras this district has, and how to log in to them. */
@NullMarked
package metro.cctv.ingest.camera;

import org.jspecify.annotations.NullMarked;
