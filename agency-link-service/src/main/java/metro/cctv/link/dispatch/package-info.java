/** Units on their way: a patrol car, a fire engine, and what they need to see. */
@NullMarked
package metro.cctv.link.dispatch;

import org.jspecify.annotations.NullMarked;
