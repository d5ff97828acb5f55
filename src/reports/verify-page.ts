/** x */
export const verifyPage = async () => ({ html: '' });
