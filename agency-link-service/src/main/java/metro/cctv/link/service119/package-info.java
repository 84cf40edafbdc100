/** 119 emergency video (B-3, the video part). */
@NullMarked
package metro.cctv.link.service119;

import org.jspecify.annotations.NullMarked;
