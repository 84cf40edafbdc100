@NullMarked
package metro.cctv.contracts.frame;

import org.jspecify.annotations.NullMarked;
