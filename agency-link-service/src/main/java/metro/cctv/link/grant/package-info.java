/** Who may see which camera, for which case, until when. */
@NullMarked
package metro.cctv.link.grant;

import org.jspecify.annotations.NullMarked;
