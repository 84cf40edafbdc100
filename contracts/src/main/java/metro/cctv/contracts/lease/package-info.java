/** Which ingest process owns which camera, as the gateway must know it too. */
@NullMarked
package metro.cctv.contracts.lease;

import org.jspecify.annotations.NullMarked;
