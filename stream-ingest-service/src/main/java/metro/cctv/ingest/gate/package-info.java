/** Did anything move? */
@NullMarked
package metro.cctv.ingest.gate;

import org.jspecify.annotations.NullMarked;
