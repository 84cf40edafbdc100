@NullMarked
package metro.cctv.link.priority;

import org.jspecify.annotations.NullMarked;
