package org.duplexsync.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * On a test class that needs the two hosts. Its constructor and methods may take a {@link Lab}: one
 * for the class, brought up on first use. {@code ./duplex test} finds these classes by this
 * annotation, to name them where no lab can run; so it stands on a line of its own.
 */
@Tag("lab")
@ExtendWith(LabExtension.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface LabTest {}
