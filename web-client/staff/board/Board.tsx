export default function Board(_: { wall: boolean; onWall: (on: boolean) => void }) {
  return null;
}
