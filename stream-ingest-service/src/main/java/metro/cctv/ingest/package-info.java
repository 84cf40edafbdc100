/** Camera to frame, segment and live picture. One deployment per district; see DESIGN.md. */
@NullMarked
package metro.cctv.ingest;

import org.jspecify.annotations.NullMarked;
