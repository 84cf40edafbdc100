/** Scene packs through the production detector, tracker and rules in one process, with the clip's time as the clock. */
@NullMarked
package metro.cctv.bench.packs;

import org.jspecify.annotations.NullMarked;
