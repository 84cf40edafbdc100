package metro.cctv.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process of its own on the test's class path, there to be killed. */
public final class TestJvm {
    private TestJvm() {}

    /**
     * Standard output and error are one stream.
     *
     * @param heapMiB at most; the tests' machine is small
     */
    public static ProcessBuilder of(int heapMiB, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMiB + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                main.getName()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true);
        // By the environment: ONNX Runtime chokes on a long command line.
        process.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        return process;
    }
}
