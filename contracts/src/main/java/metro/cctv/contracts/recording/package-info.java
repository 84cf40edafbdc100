/** The one file format that two services share: ingest seals recordings, retention opens them. */
@NullMarked
package metro.cctv.contracts.recording;

import org.jspecify.annotations.NullMarked;
