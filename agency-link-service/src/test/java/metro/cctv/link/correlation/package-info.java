@NullMarked
package metro.cctv.link.correlation;

import org.jspecify.annotations.NullMarked;
