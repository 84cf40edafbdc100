package metro.cctv.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import metro.cctv.chassis.messaging.EventJson;

/** How a script talks with the process that it started: a line asks, a line of JSON answers, the end of input ends it. */
public final class Commands {
    /** Words of a line. @return what is answered */
    public interface Command {
        Object on(String[] words) throws IOException, InterruptedException;
    }

    /** Said before the first command by who has nothing else to say. */
    public static final Map<String, Boolean> READY = Map.of("ready", true);

    private Commands() {}

    public static void say(Object answer) {
        System.out.println(EventJson.MAPPER.writeValueAsString(answer));
    }

    public static void answer(Command command) throws IOException, InterruptedException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) say(command.on(line.split(" ")));
    }

    /** Nanoseconds of CPU that this process used so far, all threads. */
    public static Map<String, Long> used() {
        Map<String, Long> used = new LinkedHashMap<>();
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        used.put("cpuNanos", system.getProcessCpuTime());
        return used;
    }

    /** Live bytes: what is left after a collection. */
    public static Map<String, Long> heap() {
        System.gc();
        return Map.of(
                "heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
}
