/** Where those who were sent are, as long as the case is open. */
@NullMarked
package metro.cctv.link.position;

import org.jspecify.annotations.NullMarked;
