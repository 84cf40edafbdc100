/** How the scripts in {@code bench/} talk with the processes that they start. */
@NullMarked
package metro.cctv.bench;

import org.jspecify.annotations.NullMarked;
