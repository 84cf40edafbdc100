package metro.cctv.registry.camera;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the notice board (안내판) says, PIPA 25(4) and Decree 24. An item that is null or blank is not on it yet.
 *
 * @param contact name and telephone number of who answers for the camera
 * @param contractor who runs it under contract (Decree 26); null: nobody does; blank: somebody does, and the board does
 *     not say who
 */
public record NoticeBoard(
        @Nullable LocalDate postedAt,
        @Nullable String purpose,
        @Nullable String place,
        @Nullable String range,
        @Nullable String hours,
        @Nullable String contact,
        @Nullable String contractor) {
    public NoticeBoard {
        Written.optional("law.noticeBoard.purpose", purpose, 500);
        Written.optional("law.noticeBoard.place", place, 500);
        Written.optional("law.noticeBoard.range", range, 500);
        Written.optional("law.noticeBoard.hours", hours, 200);
        Written.optional("law.noticeBoard.contact", contact, 200);
        Written.optional("law.noticeBoard.contractor", contractor, 200);
    }
}
