package metro.cctv.registry.camera;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the law asks for before a camera may film. A fixed camera: a ground that fits its purpose (PIPA 25(1)), the notice
 * board (25(4), Decree 24) and the consultation (Decree 23). A moving one: a ground, and a way in which people learn that
 * it films (25-2(3)) instead of board and consultation. Not a public place: consent (15(1)1) only. All: a stream, and a
 * place in its district.
 */
public final class ActivationPolicy {
    private ActivationPolicy() {}

    /**
     * @param metresOutside how far the place lies outside its district's outline; 0: inside
     * @param toleranceM outlines are simplified: up to this far outside is a warning only
     * @param today in the city; a board or a hearing of tomorrow is none yet
     * @return names of the items that are missing, in the order of the contract; empty: it may film
     */
    public static List<String> missing(Facts facts, double metresOutside, double toleranceM, LocalDate today) {
        List<String> missing = new ArrayList<>();
        if (facts.streams().main() == null) missing.add("mainStream");
        LegalBasis basis = facts.law().basis();
        if (basis == null || !BasisRule.fits(basis, facts.purpose().value())) missing.add("law.basis");
        if (facts.mobility().moves()) {
            if (isEmpty(facts.mobility().recordingNotice())) missing.add("recordingNotice");
        } else if (basis != LegalBasis.NON_PUBLIC_CONSENT) {
            noticeBoard(facts.law().noticeBoard(), today, missing);
            consultation(facts.law().consultation(), today, missing);
        }
        if (metresOutside > toleranceM) missing.add("place");
        return List.copyOf(missing);
    }

    private static void noticeBoard(@Nullable NoticeBoard board, LocalDate today, List<String> missing) {
        if (board == null) {
            missing.add("law.noticeBoard");
            return;
        }
        if (!isPast(board.postedAt(), today)) missing.add("law.noticeBoard.postedAt");
        if (isEmpty(board.purpose())) missing.add("law.noticeBoard.purpose");
        if (isEmpty(board.place())) missing.add("law.noticeBoard.place");
        if (isEmpty(board.range())) missing.add("law.noticeBoard.range");
        if (isEmpty(board.hours())) missing.add("law.noticeBoard.hours");
        if (isEmpty(board.contact())) missing.add("law.noticeBoard.contact");
        if (board.contractor() != null && board.contractor().isBlank()) missing.add("law.noticeBoard.contractor");
    }

    private static void consultation(@Nullable Consultation consultation, LocalDate today, List<String> missing) {
        if (consultation == null) {
            missing.add("law.consultation");
            return;
        }
        if (consultation.kind() == null) missing.add("law.consultation.kind");
        if (isEmpty(consultation.documentNo())) missing.add("law.consultation.documentNo");
        if (!isPast(consultation.heldAt(), today)) missing.add("law.consultation.heldAt");
    }

    private static boolean isPast(@Nullable LocalDate date, LocalDate today) {
        return date != null && !date.isAfter(today);
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
