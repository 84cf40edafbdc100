/** One pull, many viewers. */
@NullMarked
package metro.cctv.ingest.relay;

import org.jspecify.annotations.NullMarked;
