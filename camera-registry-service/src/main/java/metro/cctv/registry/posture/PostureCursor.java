package metro.cctv.registry.posture;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: behind this camera. */
record PostureCursor(int score, String cameraId) {
    static PostureCursor after(PostureView last) {
        return new PostureCursor(last.score(), last.cameraId());
    }

    static @Nullable PostureCursor of(@Nullable String text) {
        if (text == null) return null;
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", -1);
            if (parts.length == 2) return new PostureCursor(Integer.parseInt(parts[0]), Require.cameraId(parts[1]));
        } catch (IllegalArgumentException e) {
            // answered below like every other cursor that is none of ours
        }
        throw new ProblemException(ProblemType.BAD_REQUEST, "cursor: not one of ours.");
    }

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((score + "/" + cameraId).getBytes(StandardCharsets.UTF_8));
    }
}
