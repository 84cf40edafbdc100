/** What stands where, whose it is, how to reach it, is it healthy. */
@NullMarked
package metro.cctv.registry;

import org.jspecify.annotations.NullMarked;
