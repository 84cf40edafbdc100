/** Which of several ingest processes pulls which camera. */
@NullMarked
package metro.cctv.ingest.lease;

import org.jspecify.annotations.NullMarked;
