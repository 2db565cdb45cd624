/**
 * Mini-program codes as pictures: drawing one as WeChat's servers do, and reading one as a phone's
 * camera does. Inside is an ordinary QR code (ISO/IEC 18004); WeChat's own round code is not
 * public.
 */
@NullMarked
package io.saoma.sandbox.picture;

import org.jspecify.annotations.NullMarked;
