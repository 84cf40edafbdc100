/** A head that turns, and the pictures of a lens that looks elsewhere than at home. */
@NullMarked
package metro.cctv.simulator.head;

import org.jspecify.annotations.NullMarked;
