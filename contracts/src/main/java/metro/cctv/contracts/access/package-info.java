@NullMarked
package metro.cctv.contracts.access;

import org.jspecify.annotations.NullMarked;
