package metro.cctv.registry.camera;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** @param next where the list goes on; null at its end */
public record Page<T>(List<T> items, @Nullable String next) {

    public static String cursorAfter(String code) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(code.getBytes(StandardCharsets.UTF_8));
    }

    public static @Nullable String codeOf(@Nullable String cursor) {
        if (cursor == null) return null;
        try {
            return Require.cameraId(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.BAD_REQUEST, "cursor: not one of ours.");
        }
    }

    static @Nullable Long numberOf(@Nullable String cursor) {
        if (cursor == null) return null;
        try {
            return Long.valueOf(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.BAD_REQUEST, "cursor: not one of ours.");
        }
    }
}
