/** Which network looks at the pictures: its manifest, its hash, and nothing the hash does not cover. */
@NullMarked
package metro.cctv.analytics.model;

import org.jspecify.annotations.NullMarked;
