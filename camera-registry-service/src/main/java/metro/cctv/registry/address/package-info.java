/** Which addresses may be dialled: schemes, networks, one look-up, and the address that was looked up is the one dialled. */
@NullMarked
package metro.cctv.registry.address;

import org.jspecify.annotations.NullMarked;
