/** One camera's whole line: session to record, relay, gate and frame; and what it tells about itself. */
@NullMarked
package metro.cctv.ingest.line;

import org.jspecify.annotations.NullMarked;
