/** Which of ingest's processes pulls a camera, and where it is reached (ADR 0054). */
@NullMarked
package metro.cctv.chassis.owner;

import org.jspecify.annotations.NullMarked;
