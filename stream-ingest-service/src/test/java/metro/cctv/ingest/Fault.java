package metro.cctv.ingest;

import java.time.Duration;
import java.util.Locale;

/** Figures of the fault table (docs/ref/faults.md): a test prints what it saw and asserts only what must hold on any machine. */
public final class Fault {
    private Fault() {}

    /** @param row of the table */
    public static void measured(int row, String what, Duration time) {
        measured(row, what, String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0));
    }

    public static void measured(int row, String what, String figure) {
        System.out.println("FAULT " + row + " | " + what + " | " + figure);
    }
}
