/** Which gate: recall of what truly moves against CPU (ADR 0045). */
@NullMarked
package metro.cctv.bench.gate;

import org.jspecify.annotations.NullMarked;
