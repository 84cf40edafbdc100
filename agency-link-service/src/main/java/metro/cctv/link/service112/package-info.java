/** 112 emergency video (B-1). */
@NullMarked
package metro.cctv.link.service112;

import org.jspecify.annotations.NullMarked;
