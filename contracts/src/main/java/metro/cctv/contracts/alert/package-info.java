@NullMarked
package metro.cctv.contracts.alert;

import org.jspecify.annotations.NullMarked;
