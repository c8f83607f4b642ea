package empty;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts, tells what processor time the process took for that, and ends. */
@SpringBootApplication
public class Empty {

    public static void main(String... arguments) {
        try (var context = SpringApplication.run(Empty.class, arguments)) {
            var took = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
            System.out.println("STARTED " + took.toMillis() + " " + context.getBeanDefinitionCount());
        }
    }
}
