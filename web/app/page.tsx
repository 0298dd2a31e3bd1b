import { Button } from "#web/components/button.tsx";
const Page = () => (
  <main className="p-10">
    <Button variant="accent">Hello</Button>
  </main>
);
export default Page;
