/** Where recordings lie when they are whole (ADR 0052): one contract for whoever writes, reads or destroys them. */
@NullMarked
package metro.cctv.store;

import org.jspecify.annotations.NullMarked;
