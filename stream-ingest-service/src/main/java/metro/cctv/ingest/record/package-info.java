/** Main stream to segment files; nothing here waits for Kafka, registry or a viewer. */
@NullMarked
package metro.cctv.ingest.record;

import org.jspecify.annotations.NullMarked;
