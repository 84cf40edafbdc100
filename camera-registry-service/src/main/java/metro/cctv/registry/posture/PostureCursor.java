package metro.cctv.registry.posture;

import metro.cctv.chassis.paging.Cursor;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: behind this camera. */
record PostureCursor(int score, String cameraId) {
    static String after(PostureView last) {
        return Cursor.of(last.score(), last.cameraId());
    }

    static @Nullable PostureCursor of(@Nullable String text) {
        return Cursor.read(text, 2, parts -> new PostureCursor(Integer.parseInt(parts[0]), Require.cameraId(parts[1])));
    }
}
