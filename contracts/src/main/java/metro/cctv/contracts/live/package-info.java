/** What gateway and ingest agree upon about a live WebSocket, beside what its viewer sees. */
@NullMarked
package metro.cctv.contracts.live;

import org.jspecify.annotations.NullMarked;
