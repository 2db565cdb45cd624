/** Tests that documents still say what the code does. */
@NullMarked
package io.saoma.docs;

import org.jspecify.annotations.NullMarked;
