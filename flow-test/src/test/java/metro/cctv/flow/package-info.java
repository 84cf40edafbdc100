/** Stories told to the whole running system, from outside, through the same doors people use. */
@NullMarked
package metro.cctv.flow;

import org.jspecify.annotations.NullMarked;
